import { writeAnswer, type AnswerView } from '@/lib/pages/figures/answer'

/** Lies over a drawing and holds what it answers; chart-answers.tsx answers, where scripts run. */
export function AnswerPlace({ answer, label }: { answer: AnswerView; label: string }) {
  return <div className="answer-place no-print" role="application" aria-label={label} tabIndex={0} data-answers={writeAnswer(answer)} />
}
