import type { TestProject } from 'vitest/node'
import { openTestCluster } from './cluster'

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { url: string; template: string }
  }
}

/** Global setup of the integration project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, template, release } = await openTestCluster()
  project.provide('cluster', { url, template })
  return release
}
