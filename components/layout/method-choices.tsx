import type { Choice } from '@/lib/pages/method/prepare-parts'

/** Thresholds, each with what holds, why, what real data showed and what is not known. */
export function MethodChoices({ choices }: { choices: Choice[] }) {
  return (
    <dl className="method-choices">
      {choices.map(({ name, inForce, why, shown, unknown }) => (
        <div key={name}>
          <dt>
            <span className="method-choice-name">{name}</span> {inForce}
          </dt>
          <dd>{why}</dd>
          {shown && (
            <dd>
              <span className="method-label">On real data:</span> {shown}
            </dd>
          )}
          {unknown && (
            <dd>
              <span className="method-label">Not known:</span> {unknown}
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
