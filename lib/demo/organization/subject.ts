/** What a team works on: the words its pull requests are made of, and the files they touch. */
export interface Subject {
  /** Prefix of titles: a scope in conventional commits, or a ticket key. */
  prefix: { kind: 'scope' | 'ticket'; text: string }
  things: string[]
  /** "… when" completes a fix. */
  faults: string[]
  /** Whole sentences, each with its cause. */
  reasons: string[]
  risks: string[]
  /** Folders by risk tier; T0 are tests and documents. */
  folders: { T0: string[]; T1: string[]; T2: string[]; T3: string[] }
  /** Of all pull requests, the share whose riskiest file is of the tier. */
  tierWeights: { T0: number; T1: number; T2: number; T3: number }
  extension: string
  fileNames: string[]
}
