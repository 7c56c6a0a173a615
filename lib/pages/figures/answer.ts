import { DAY } from '@/lib/dates'

/**
 * What a drawing answers to whoever points, touches or tabs. It is prepared beside the places of the marks, with the texts
 * of the table, so that drawing, answer and table cannot disagree.
 */
export interface AnswerView {
  /** Charts on weeks answer together: their x is the number of the week (toFirstWeek). Any other x is a share of the width. */
  axis: 'weeks' | 'share'
  /** x at the left and at the right edge of the plot. */
  domain: [number, number]
  /** Names of the texts of every point. */
  columns: string[]
  /** From left to right, no two at one place. */
  points: AnswerPoint[]
}

export interface AnswerPoint {
  x: number
  /** Where the lines of the drawing stand there, as shares of the height from below; null: a gap. */
  heights: (number | null)[]
  title: string
  texts: string[]
}

/** The x of the first of these weeks, the others follow by one: weeks since the one that held 1 January 1970. */
export function toFirstWeek([first]: readonly { from: string }[]): number {
  return first ? Math.floor((Date.parse(first.from) / DAY + 3) / 7) : 0
}

/** Where x stands, as a share of the width. */
export function placeOnAxis([from, to]: AnswerView['domain'], x: number): number {
  return (x - from) / (to - from)
}

/** Of points at one place the last stays. */
export function keepLastAtEachPlace(points: readonly AnswerPoint[]): AnswerPoint[] {
  return points.filter(({ x }, index) => round(x) !== round(points[index + 1]?.x ?? Infinity))
}

const CELL = '\t'
const LINE = '\n'

/**
 * As lines of cells, for an attribute of the page: the first has the axis and the names, each other one a point. It is a
 * third as long as JSON, whose every quotation mark takes six characters there.
 */
export function writeAnswer({ axis, domain, columns, points }: AnswerView): string {
  const lines = points.map(({ x, heights, title, texts }) => [
    round(x),
    heights.map((height) => (height === null ? '' : round(height))).join(' '),
    title,
    ...texts,
  ])
  return [[axis, ...domain, ...columns], ...lines].map((cells) => cells.join(CELL)).join(LINE)
}

export function readAnswer(text: string): AnswerView {
  const [[axis = '', from = '', to = '', ...columns] = [], ...lines] = text.split(LINE).map((line) => line.split(CELL))
  return {
    axis: axis === 'weeks' ? 'weeks' : 'share',
    domain: [Number(from), Number(to)],
    columns,
    points: lines.map(([x = '', heights = '', title = '', ...texts]) => ({
      x: Number(x),
      heights: heights.split(' ').map((height) => (height === '' ? null : Number(height))),
      title,
      texts,
    })),
  }
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}
