import type { Dice } from '@/lib/demo/seeded-random'
import { SUBJECTS } from '@/lib/demo/organization/subjects'
import type { TeamSlug } from '@/lib/demo/organization/teams'
import type { WorldFile } from '@/lib/demo/stand-in/world'

export type StoryTier = 'T0' | 'T1' | 'T2' | 'T3'

/** The files of a change whose riskiest one is of the tier, with `additions` lines among them. */
export function makeFiles(dice: Dice, team: TeamSlug, tier: StoryTier, additions: number, hasTests: boolean): WorldFile[] {
  const { folders } = SUBJECTS[team]
  const paths = new Set<string>()
  const count = Math.min(12, 1 + Math.floor(additions / 60) + dice.whole(0, 2))
  const lower = tier === 'T3' ? folders.T2 : tier === 'T2' ? folders.T1 : folders[tier]
  paths.add(toPath(dice, team, dice.pick(folders[tier])))
  for (let index = 1; index < count; index += 1) paths.add(toPath(dice, team, dice.pick(dice.chance(0.6) ? folders[tier] : lower)))
  const tests = folders.T0.filter((folder) => folder.endsWith('/tests'))
  if (hasTests && tests.length > 0) paths.add(toPath(dice, team, dice.pick(tests)))
  const all = [...paths]
  let left = additions
  return all.map((path, index) => {
    const share = index === all.length - 1 ? left : Math.round((left * dice.between(0.2, 0.8)) / Math.max(1, all.length - index - 1))
    const lines = Math.max(1, Math.min(left, share))
    left = Math.max(0, left - lines)
    const isNew = /migrations/.test(path) || dice.chance(0.2)
    return {
      path,
      additions: lines,
      deletions: isNew ? 0 : Math.floor(lines * dice.between(0, 0.6)),
      changeType: isNew ? 'ADDED' : 'MODIFIED',
    }
  })
}

function toPath(dice: Dice, team: TeamSlug, folder: string): string {
  const { extension, fileNames } = SUBJECTS[team]
  const name = dice.pick(fileNames)
  if (folder.startsWith('docs')) return `${folder}/${name.toLowerCase()}.md`
  if (folder.includes('migrations')) return `${folder}/${dice.whole(100, 999)}_${name.toLowerCase()}.sql`
  if (folder.includes('workflows')) return `${folder}/${name.toLowerCase()}.yml`
  if (folder === 'modules/iam') return `${folder}/${name}.tf`
  if (folder.endsWith('/tests')) return `${folder}/${name}${dice.whole(1, 9)}.test.${extension}`
  if (folder.startsWith('config')) return `${folder}/${name.toLowerCase()}.yaml`
  if (folder.includes('styles')) return `${folder}/${name}.css`
  return `${folder}/${name}${dice.chance(0.5) ? '' : `-${dice.whole(1, 30)}`}.${extension}`
}
