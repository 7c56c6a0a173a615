'use server'

import { redirect } from 'next/navigation'
import type { AuditSaid } from '@/lib/pages/audit/form'
import { toAuditHref } from '@/lib/pages/audit/prepare-sample'
import { drawAudit, drawSecondAudit, saveAuditAnswers, type AuditDrawn } from '@/lib/dashboard/pages/audit-writes'

// Every outcome is an address, so that the forms work without scripts, survive a reload and send nothing twice.

/** Draws the sample that the form asks for, or leads back to it with what was typed. */
export async function drawAuditAction(form: FormData): Promise<never> {
  const sent = toTexts(form)
  return lead(await drawAudit(sent), sent)
}

export async function drawSecondAuditAction(form: FormData): Promise<never> {
  return lead(await drawSecondAudit(toTexts(form).auditId ?? ''), {})
}

export async function saveAuditAction(form: FormData): Promise<never> {
  const sent = toTexts(form)
  const id = sent.auditId ?? ''
  const { outcome } = await saveAuditAnswers(id, sent)
  if (outcome === 'unknown') redirect('/method/audit?problem=unknown')
  if (outcome === 'finished') redirect(toAuditHref(id))
  const said: AuditSaid = outcome === 'closed' ? 'closed' : sent.intent === 'finish' ? 'missing' : 'saved'
  redirect(`${toAuditHref(id)}?said=${said}#said`)
}

function lead(drawn: AuditDrawn, { kind = '', from = '', to = '', seed = '' }: Record<string, string>): never {
  if ('id' in drawn) redirect(toAuditHref(drawn.id))
  redirect(`/method/audit?${new URLSearchParams({ kind, from, to, seed, problem: drawn.problem }).toString()}#new`)
}

/** Files are no answers. */
function toTexts(form: FormData): Record<string, string> {
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
}
