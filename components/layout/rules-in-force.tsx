import type { RulesView } from '@/lib/pages/surfaces/prepare-rules'

/** Which rules the page rests on, and how to write others. */
export function RulesInForce({ rules }: { rules: RulesView }) {
  return (
    <section id="rules" className="min-w-0 scroll-mt-4" aria-labelledby="rules-title">
      <h2 id="rules-title" className="text-title font-[550] tracking-[-0.01em]">
        The rules in force
      </h2>
      <ul className="mt-2 space-y-1 text-small text-soft">
        {rules.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {rules.warnings.map((warning) => (
        <p key={warning} className="mt-3 border-l-2 border-edge py-0.5 pl-3 text-small">
          {warning}
        </p>
      ))}
      {rules.start && (
        <>
          <p className="mt-5 text-small text-soft">A first plumbline.yml, beside the README:</p>
          <pre className="code-block" tabIndex={0} aria-label="A first plumbline.yml">
            {rules.start}
          </pre>
        </>
      )}
      <p className="mt-4 text-small text-soft">
        plumbline.example.yml shows every key, and the README says how it is read (“Surfaces and tiers”). With the line{' '}
        <code className="break-words">yaml-language-server: $schema=./public/plumbline.schema.json</code> on top, an editor completes and
        checks it. An edited file is in force with the next sync.
      </p>
    </section>
  )
}
