import { makeScaleWorld } from './scale-world'
import type { World } from './world'

export interface DemoWorldOptions {
  end: Date
}

export function makeDemoWorld({ end }: DemoWorldOptions): World {
  return makeScaleWorld({ pullRequests: 500, end, login: 'harbourlight' })
}
