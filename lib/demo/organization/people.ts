import { toDatabaseId, toNodeId } from '@/lib/demo/stand-in/world-node-ids'
import type { WorldActor } from '@/lib/demo/stand-in/world'
import { TEAM_STORIES, type TeamSlug } from './teams'

// Seventy invented people. First and family names are drawn from separate lists, so that no line here is anyone's name;
// every address ends in .example, which can never exist.

export const LOGIN = 'larkspur-freight'
const MAIL_DOMAIN = 'larkspur.example'

const FIRST = `Amara Bogdan Chidi Dilnoza Eirlys Farida Goran Hinata Ilse Joaquim Kalani Leocadia Mirembe Nkechi Oisin Parisa
Quilla Ravindra Soraya Takoda Ulrika Vesna Wanjiru Xiomara Yevhen Zeynep Anwen Bashir Catarina Dragan Ebele Fionnuala Gustavo
Halima Ioana Jarek Kirra Lautaro Maelys Nazanin Osei Pilar Quentin Rukmini Sanele Tuuli Umar Violeta Winta Ximena Yuto Zofia
Aroha Benedek Cosima Darius Esperanza Feodor Giulia Hyun Idris Juhani Kamala Lwazi Marisol Nils Orsolya Pradip Rosalind
Sipho Tindra`.split(/\s+/)

const FAMILY = `Abernethy Balogun Castellanos Dobrev Eskildsen Fairweather Gunawardena Holmqvist Ibarra Jankovic Kawamoto
Lindqvist Mbeki Nakashima Oyelaran Petrosyan Quispe Rautio Sandoval Tamang Urquhart Villaverde Wickramasinghe Xaba Ylonen
Zambrano Adeyemi Brankovic Chowdhury Dlamini Eriksdotter Fonseca Gebremariam Haugland Iyengar Jimenez Kuznetsova Lombardi
Moreau Nandakumar Okonkwo Pellegrino Quintero Rosenqvist Szabo Tavares Uchida Vasquez Weatherby Xylander Yamaguchi Zielinski
Achterberg Bellweather Corrigan Devereux Ekholm Farrokhzad Greenaway Hashimoto Ingersoll Jokinen Kavanagh Liljegren
Mwangi Northcott Obuya Palomino Redgrave Sarkissian Thorvald`.split(/\s+/)

export interface Person {
  actor: WorldActor
  email: string
  team: TeamSlug
  /** 0 is the most experienced of the team. */
  rank: number
  /** The account was deleted later: GitHub gives null. */
  isDeleted: boolean
}

function toPerson(index: number, team: TeamSlug, rank: number, isDeleted = false): Person {
  const first = FIRST[index % FIRST.length] ?? 'Person'
  // A stride through the family names, coprime to their number, so that the two alphabets do not run side by side.
  const family = FAMILY[(index * 31 + 7) % FAMILY.length] ?? 'Someone'
  const login = `${first}-${family.slice(0, 3)}-lf`.toLowerCase()
  const actor: WorldActor = {
    __typename: 'User',
    id: toNodeId('U', LOGIN, login),
    login,
    databaseId: toDatabaseId('U', LOGIN, login),
    name: `${first} ${family}`,
  }
  return { actor, email: `${first}.${family}@${MAIL_DOMAIN}`.toLowerCase(), team, rank, isDeleted }
}

/** Everyone, team by team, the most experienced first; last a colleague whose account is gone. */
export function makePeople(): Person[] {
  const people: Person[] = []
  for (const { slug, size } of TEAM_STORIES) {
    for (let rank = 0; rank < size; rank += 1) people.push(toPerson(people.length, slug, rank))
  }
  people.push(toPerson(people.length, 'portal', 99, true))
  return people
}

function toBot(login: string): WorldActor {
  return { __typename: 'Bot', id: toNodeId('BOT', login), login, databaseId: toDatabaseId('BOT', login) }
}

export const BOTS = {
  approver: toBot('larkspur-approver'),
  renovate: toBot('renovate'),
  copilot: toBot('copilot-swe-agent'),
  aiReviewer: toBot('coderabbitai'),
  actions: toBot('github-actions'),
  releasePlease: toBot('release-please'),
}

/** Accounts of the kinds that are neither people nor bots; each does a little somewhere. */
export const ODD_ACTORS: WorldActor[] = [
  {
    __typename: 'Mannequin',
    id: toNodeId('M', LOGIN, 'imported'),
    login: 'imported-from-old-forge',
    databaseId: toDatabaseId('M', LOGIN),
  },
  {
    __typename: 'EnterpriseUserAccount',
    id: toNodeId('EU', LOGIN, 'audit'),
    login: 'larkspur-audit',
    databaseId: null,
    name: 'Audit',
  },
]
