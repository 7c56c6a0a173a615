import { describe, expect, it } from 'vitest'
import { computeAiEvidence } from '@/lib/attribution/ai-evidence'
import { makeActor, makeCommit, makeEvidenceInput } from './make-evidence-input'

const tierOf = (given: Parameters<typeof makeEvidenceInput>[0]) => computeAiEvidence(makeEvidenceInput(given)).tier
const tierOfMessage = (message: string) => tierOf({ commits: [makeCommit({ message })] })
const tierOfBody = (body: string) => tierOf({ body })

describe('AI evidence', () => {
  it('is unknown, not human, without a sign', () => {
    expect(computeAiEvidence(makeEvidenceInput())).toEqual({
      tier: 'L0',
      evidence: [],
      perCommit: [{ oid: 'c1', tier: 'L0' }],
      isAgentWritten: false,
    })
  })

  it.each([
    ['copilot-swe-agent', 'Bot', 'L3'],
    ['devin-ai-integration[bot]', 'Bot', 'L3'],
    ['Copilot', 'User', 'L3'],
    ['cursoragent', 'User', 'L3'],
    ['openai-code-agent', 'Bot', 'L3'],
    ['openai-code-agent', 'User', 'L3'],
    ['claude', 'User', 'L0'],
    ['cursor', 'User', 'L0'],
    ['some-ci', 'User', 'L0'],
    ['coderabbitai', 'Bot', 'L0'],
    ['dependabot', 'Bot', 'L0'],
  ] as const)('author %s (%s) is %s', (login, type, tier) => {
    expect(tierOf({ author: makeActor(login, type), commits: [] })).toBe(tier)
  })

  it.each([
    ['codex/fix-totals', 'L2'],
    ['a1b2c3-codex/fix-totals', 'L2'],
    ['openhands/x', 'L1'],
    ['worktree-7', 'L1'],
    ['feature/codex', 'L0'],
  ])('branch %s is %s', (headRefName, tier) => {
    expect(tierOf({ headRefName })).toBe(tier)
  })

  it.each(['ai-auto', 'ai-pair', 'AI-assist', 'codex'])('label %s is no more than a weak sign', (label) => {
    expect(tierOf({ labels: [label] })).toBe('L1')
  })

  it.each([
    ['x\n\nCo-authored-by: Claude Opus 4.8 <noreply@anthropic.com>', 'L2'],
    ['* x\n* > Co-Authored-By: whatever <noreply@anthropic.com>', 'L2'],
    ['x\n\nCo-authored-by: Claude Opus <agent@corp.example>', 'L2'],
    ['x\n\nCo-authored-by: Claude Marsh <claude@corp.example>', 'L1'],
    ['x\n\nCo-authored-by: Devin Marsh <devin@corp.example>', 'L0'],
    ['x\n\nCo-authored-by: Bo <1+bo@users.noreply.github.com>', 'L0'],
    ['x\n\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', 'L1'],
    ['x\n\nCo-authored-by: GitHub <noreply@github.com>', 'L0'],
    ['x\n\nCo-authored-by: aider (gpt-5) <aider@aider.chat>', 'L2'],
    ['x\n\nCo-authored-by: Copilot Autofix powered by AI <1+github-advanced-security[bot]@users.noreply.github.com>', 'L1'],
    ['x\n\nAssisted-by: Claude:claude-opus-4', 'L2'],
    ['x\n\nAssisted-by: coccinelle', 'L0'],
    ['x\n\nAssisted-by: Kiro Tanaka <kiro@corp.example>', 'L0'],
    ['x\n\nGenerated-by: protoc', 'L0'],
    ['x\n\nGenerated-by: ChatGPT', 'L2'],
    ['x\n\nGenerated-by: AI', 'L1'],
    ['x\n\nGenerated-by: Kiro Tanaka <kiro@corp.example>', 'L0'],
    ['x\n\nCo-authored-by: whoever <noreply@aider.chat>', 'L2'],
    ['x\n\nCo-authored-by: openai-code-agent[bot] <242516109+Codex@users.noreply.github.com>', 'L2'],
    ['x\n\nCo-authored-by: Codex <1+Codex@users.noreply.github.com>', 'L1'],
    ['x\n\nCo-authored-by: Antigravity <antigravity@google.com>', 'L1'],
    ['x\n\nClaude-Session: https://claude.ai/code/session_abc', 'L2'],
    ['aider: rename totals', 'L1'],
    ['x\n\n🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'L2'],
    ['Merge pull request #4 from ana/codex/totals', 'L2'],
    ["Merge branch 'main' into totals", 'L0'],
  ])('message %j is %s', (message, tier) => {
    expect(tierOfMessage(message)).toBe(tier)
  })

  it('reads the branch from its merges where GitHub no longer names it', () => {
    const commits = [makeCommit({ message: "Merge branch 'main' into codex/totals" })]
    expect(tierOf({ headRefName: null, commits })).toBe('L2')
  })

  it.each([
    ['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'L2'],
    ['https://chatgpt.com/codex/tasks/task_e_68', 'L2'],
    ['Co-Authored-By: Claude <noreply@anthropic.com>', 'L2'],
    ['We compared this with the Copilot coding agent.', 'L1'],
    ['```\nCo-Authored-By: Claude <noreply@anthropic.com>\n```', 'L0'],
    ['<!-- CURSOR_SUMMARY -->\nmade with [cursor](https://cursor.com)\n<!-- /CURSOR_SUMMARY -->', 'L0'],
    ['Closes #1\n\n## Summary by CodeRabbit\n\nhttps://claude.ai/code/session_a', 'L0'],
  ])('body %j is %s', (body, tier) => {
    expect(tierOfBody(body)).toBe(tier)
  })

  it('takes the strongest sign per commit and shows a repeated sign once', () => {
    const trailer = 'x\n\nCo-authored-by: Cursor <cursoragent@cursor.com>'
    const found = computeAiEvidence(
      makeEvidenceInput({
        labels: ['AI'],
        commits: [
          makeCommit({ oid: 'a', message: trailer }),
          makeCommit({ oid: 'b', message: trailer }),
          makeCommit({ oid: 'c', authorEmail: 'cursoragent@cursor.com', author: null }),
          makeCommit({ oid: 'd' }),
        ],
      }),
    )
    expect(found.perCommit.map(({ tier }) => tier)).toEqual(['L2', 'L2', 'L3', 'L1'])
    expect(found.evidence.map(({ tier }) => tier)).toEqual(['L3', 'L2', 'L1'])
    expect(found.tier).toBe('L3')
  })

  it("leaves a person's commits in an agent's pull request to their own signs", () => {
    const found = computeAiEvidence(
      makeEvidenceInput({
        author: makeActor('devin-ai-integration', 'Bot'),
        headRefName: 'devin/1-totals',
        commits: [
          makeCommit({
            oid: 'agent',
            author: null,
            authorName: 'Devin AI',
            authorEmail: '1+devin-ai-integration[bot]@users.noreply.github.com',
          }),
          makeCommit({ oid: 'unknown', author: null, authorName: null, authorEmail: null }),
          makeCommit({ oid: 'person' }),
          makeCommit({ oid: 'helped', message: 'x\n\nMade-with: Cursor' }),
        ],
      }),
    )
    expect(Object.fromEntries(found.perCommit.map(({ oid, tier }) => [oid, tier]))).toEqual({
      agent: 'L3',
      unknown: 'L3',
      person: 'L0',
      helped: 'L2',
    })
    expect(found.isAgentWritten).toBe(true)
  })
})

describe('disclosure boxes', () => {
  const template = '- [ ] No AI was used\n- [ ] AI helped: which tool?\n- [ ] I have read the AI policy'

  it.each([
    ['- [x] No AI was used\n- [ ] AI helped: which tool?', 'human'],
    ['- [ ] No AI was used\n- [X] AI helped: which tool? Codex', 'L1'],
    ['- [x] No AI was used\n- [x] AI helped: which tool? Codex', 'L1'],
    ['- [ ] No AI was used\n- [ ] AI helped: which tool?', 'L0'],
    ['- [x] I have read the AI policy', 'L0'],
    ['- [x] Add an AI tab to the settings page', 'L0'],
  ])('%j is %s', (body, tier) => {
    expect(tierOf({ body, template })).toBe(tier)
  })

  it('says nothing where the template ships the box ticked', () => {
    expect(tierOf({ body: '- [x] No AI was used', template: '- [x] No AI was used' })).toBe('L0')
  })

  it('gives way to stronger signs and beats weak ones', () => {
    const body = '- [x] No AI was used'
    expect(tierOf({ body, template, headRefName: 'codex/x' })).toBe('L2')
    expect(tierOf({ body, template, labels: ['codex'] })).toBe('human')
  })
})
