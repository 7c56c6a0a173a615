import { Walk, type ListPage } from './walk'

export interface FetchedList<Node> {
  nodes: Node[]
  /** Why it is not everything; null: it is. */
  gap: string | null
}

/**
 * A whole list, each node once. One that is not what GitHub itself counts is read once more: what was made or deleted
 * meanwhile makes the difference then.
 */
export async function fetchList<Node extends { id: string }>(
  what: string,
  fetchPage: (after: string | null) => Promise<ListPage & { nodes: Node[] }>,
): Promise<FetchedList<Node>> {
  const nodes = new Map<string, Node>()
  let gap: string | null = null
  for (let tries = 0; tries < 2; tries += 1) {
    const walk = new Walk(what)
    while (!walk.isOver) {
      const page = await fetchPage(walk.next)
      walk.take(page)
      for (const node of page.nodes) nodes.set(node.id, node)
    }
    gap = walk.gap
    if (gap === null) break
  }
  return { nodes: [...nodes.values()], gap }
}
