import type { NextConfig } from 'next'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // No page has one, and the route that shrinks them would fetch and compute for whoever asks.
  images: { unoptimized: true },
  // Where lib/commands/prepare.mjs put the build that is served; the build itself always goes to .next.
  distDir: process.env.PLUMBLINE_PAGES || '.next',
  // `npm test` checks types and lint once, for everything; the build that starts a demo need not do it again.
  typescript: { ignoreBuildErrors: true },
  // What these load at run time (a .wasm file, native parts) must stay where npm put it.
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', 'graphile-worker'],
}

export default config
