import { makeScaleWorld } from '@/lib/demo/scale/world'
import type { World, WorldPullRequest } from '@/lib/demo/stand-in/world'
import { parseConfiguration, type Configuration } from '@/lib/policy/configuration'

/** Right-to-left override: what follows it in a line is turned round, up to the end of what it stands in. */
export const TURNER = '\u202E'

const turn = (text: string) => `${text}${TURNER}x`

/** An organisation in which every name, title, path and text that somebody else wrote turns round what follows it. */
export function makeHostileWorld(pullRequests: number): World {
  const world = makeScaleWorld({ pullRequests })
  for (const organization of world.organizations) {
    organization.name = turn(organization.name)
    // The first few keep theirs: a plumbline.yml could not name them.
    for (const member of organization.members.slice(3)) {
      member.login = turn(member.login)
      member.name = turn(member.name ?? '')
    }
    for (const team of organization.teams) team.name = turn(team.name)
    for (const repository of organization.repositories) {
      repository.name = turn(repository.name)
      repository.nameWithOwner = turn(repository.nameWithOwner)
      repository.files['CODEOWNERS'] = `${turn('docs/[a')} @${turn('nobody')}\n`
      const { length, at } = repository.pullRequests
      const turned = new WeakMap<WorldPullRequest, WorldPullRequest>()
      repository.pullRequests = {
        length,
        at(index) {
          const plain = at.call(this, index)
          const known = turned.get(plain) ?? toHostile(plain)
          turned.set(plain, known)
          return known
        },
      }
    }
  }
  return world
}

function toHostile(pullRequest: WorldPullRequest): WorldPullRequest {
  const { number, commits, threads, checks, files } = pullRequest
  const isRepair = number % 7 === 0
  const target = { oid: pullRequest.repository.pullRequests.length > number ? number + 1 : number - 1 }
  return {
    ...pullRequest,
    title: isRepair ? `Revert "${turn('part')}"` : turn(pullRequest.title),
    body: `${isRepair ? `Reverts #${target.oid}\n\n` : ''}${pullRequest.body
      .split('\n')
      .map((line) => (line.startsWith('#') || line === '' ? line : turn(line)))
      .join('\n')}`,
    headRefName: turn(pullRequest.headRefName),
    labels: [{ __typename: 'Label', id: `LA_${number}`, name: turn('label') }],
    commits: commits.map((commit) => ({
      ...commit,
      message: `${turn(commit.message)}\n\nCo-authored-by: ${turn('Copilot')} <copilot@github.com>`,
    })),
    threads: threads.map((thread) => ({
      ...thread,
      path: turn(thread.path),
      comments: thread.comments.map((comment) => ({ ...comment, body: turn(`This is a bug. ${comment.body}`) })),
    })),
    checks: checks.map((check) => ({ ...check, name: turn(check.name), conclusion: number % 5 === 0 ? 'FAILURE' : check.conclusion })),
    files: files.map((file) => ({ ...file, path: file.path.replace('file-', `${TURNER}file-`) })),
  }
}

/** Surfaces whose names, globs and maintainers do the same; one of nobody who is known. */
export const HOSTILE_CONFIGURATION = `surfaces:
  - name: "pay${TURNER}ments"
    paths: ["src/part-1*/**", "src/${TURNER}*", "src/part-2/**"]
    tier: T3
    maintainers: [person-1, scale/first]
  - name: "sign${TURNER}in"
    paths: ["src/part-3*/**"]
    repositories: ["scale/repository-1${TURNER}x"]
    tier: T2
    maintainers: [nobody-known]
`

export function parseHostileConfiguration(): Configuration {
  const { configuration, problems } = parseConfiguration(HOSTILE_CONFIGURATION, 'plumbline.yml')
  if (!configuration) throw new Error(JSON.stringify(problems))
  return configuration
}
