/** The address asked for a range that cannot be shown; what is shown instead is said, not silently swapped. */
export function RangeProblem({ problem }: { problem: string | null }) {
  if (!problem) return null
  return (
    <p role="status" className="mt-5 border-l-2 border-edge py-0.5 pl-3 text-small text-soft">
      {problem}
    </p>
  )
}
