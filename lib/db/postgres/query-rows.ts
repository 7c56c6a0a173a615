import { snakeCase } from 'es-toolkit'
import { z } from 'zod'
import { isDeveloping } from '@/lib/env'
import type { DatabaseOrTransaction } from '../client'
import { Prisma } from '../generated/client'

/**
 * Asks a question in SQL, written as a template behind it: queryRows(database, ROW)`select …`. `row` declares the columns
 * of the answer, and its TypeScript type comes from it, so that a type cannot say what the database does not. In development
 * and tests every row is held against it; elsewhere the first one, which still tells a column that is called or typed
 * otherwise: a single odd row must not keep a page from all its readers.
 * @throws where the answer is not what was declared.
 */
export function queryRows<Row>(database: DatabaseOrTransaction, row: z.ZodType<Row, Row>) {
  return async (strings: TemplateStringsArray, ...values: unknown[]): Promise<Row[]> => {
    const sql = Prisma.sql(strings, ...values)
    const rows = await database.$queryRaw<Row[]>(sql)
    for (const answer of isDeveloping() ? rows : rows.slice(0, 1)) {
      const { error } = row.safeParse(answer)
      if (error) throw new Error(`The answer is not what its question declares: ${z.prettifyError(error)}\n${sql.sql}`)
    }
    return rows
  }
}

/** Text of a closed vocabulary that only this program writes. */
export function textOf<Text extends string>() {
  return z.custom<Text>((value) => typeof value === 'string')
}

/** A jsonb column. Its shape is whatever wrote it declares: parsing it again would cost as much as reading it. */
export function jsonOf<Json extends object>() {
  return z.custom<Json>((value) => typeof value === 'object' && value !== null)
}

/** What to select for a row whose columns have the names of its fields: each is named once, in its declaration. */
export function toColumnList(row: z.ZodObject, alias: string): Prisma.Sql {
  return Prisma.raw(
    Object.keys(row.shape)
      .map((name) => `${alias}."${snakeCase(name)}" as "${name}"`)
      .join(', '),
  )
}
