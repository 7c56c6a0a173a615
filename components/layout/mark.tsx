/** A plumb line: cord and bob. */
export function Mark() {
  return (
    <svg width={10} height={20} viewBox="0 0 10 20" aria-hidden="true" className="text-accent">
      <path d="M5 0V11" stroke="currentColor" strokeWidth={1.4} />
      <path d="M2 10.5h6L5 19.5Z" fill="currentColor" />
    </svg>
  )
}
