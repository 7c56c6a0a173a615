import { BlockList, isIPv6 } from 'node:net'

/** By these names and no others a browser on this machine reaches it; the port does not matter to who may ask. */
const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/

/** The name in a Host header or an authority: lower case, without its port. null: not a host. */
function toHostName(host: string): string | null {
  const [, name] = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(host) ?? []
  return name?.toLowerCase() ?? null
}

/**
 * Whether a name is ours. A foreign page can have its own name resolve to 127.0.0.1: the browser then takes what we answer
 * for that page's own, and hands it over.
 */
export function createHostCheck(configured: string | undefined): (host: string) => boolean {
  const own = configured === undefined ? null : new URL(configured).hostname
  return (host) => {
    const name = toHostName(host)
    return name !== null && (name === own || LOOPBACK.test(name))
  }
}

/** Whether an address is one of the proxies, given as addresses and ranges. */
export function createProxyCheck(ranges: readonly string[]): (address: string | undefined) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = toFamily(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => address !== undefined && list.check(address, toFamily(address))
}

function toFamily(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}
