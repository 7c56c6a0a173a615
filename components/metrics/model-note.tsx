/** What a model gives, so that nobody takes it for something seen: a rule at its side, the word before it. */
export function ModelNote({ text }: { text: string }) {
  return (
    <p className="mt-3 max-w-[46em] border-l-2 border-dashed border-edge pl-3 text-small text-soft italic" data-modelled>
      <span className="mr-1.5 text-tiny font-[550] tracking-[0.06em] text-faint uppercase not-italic">Model</span>
      {text}
    </p>
  )
}
