import type { NotConfigured } from '@/lib/metrics/history/judge-tier'
import { Prisma } from '../generated/client'

/**
 * pull_request_metrics as a range judges it: what judgeTier of lib/metrics/history does, for lists that SQL narrows and
 * orders. Where every repository is configured, which is nearly always, it is the table itself. Only columns that lists ask for.
 */
export function toJudgedRows(notConfigured: NotConfigured): Prisma.Sql {
  if (notConfigured.size === 0) return Prisma.raw('pull_request_metrics')
  const isJudged = Prisma.sql`unconfigured is not null and repository_id = any(${[...notConfigured]})`
  const judged = (name: string, value: Prisma.Sql) =>
    Prisma.sql`case when ${isJudged} and jsonb_exists(unconfigured, ${name}) then ${value} else ${Prisma.raw(name)} end as ${Prisma.raw(name)}`
  const json = (name: string) => judged(name, Prisma.sql`nullif(unconfigured -> ${name}, 'null'::jsonb)`)
  return Prisma.sql`(
    select organization_id, generation, pull_request_id, repository_id, number, class, ready_at, merged_at, ended_at, clock_start_at,
      review, ai, surfaces, manifest, unclassified, reverted_at,
      case when ${isJudged} then 'T1' else tier end as tier,
      ${judged('confidence', Prisma.sql`unconfigured ->> 'confidence'`)},
      ${judged('reasons', Prisma.sql`array(select jsonb_array_elements_text(unconfigured -> 'reasons'))`)},
      ${json('controls')}, ${json('trail')}, ${json('defects')}
    from pull_request_metrics)`
}
