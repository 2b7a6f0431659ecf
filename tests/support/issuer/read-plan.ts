import { CompiledQuery, createQueryId, type KyselyPlugin, type RootOperationNode, sql } from 'kysely'
import type { Database } from '../../../src/issuer/db/open-database.ts'

/**
 * How the database finds what some work asks for, in its own words, as if the tables were large: PostgreSQL
 * looks at every row of small ones whatever indexes they have.
 */
export async function readPlan(
  database: Database,
  work: (recorded: Database) => Promise<unknown>,
): Promise<string> {
  const { kind, query } = database
  const asked: RootOperationNode[] = []
  const recorder: KyselyPlugin = {
    transformQuery({ node }) {
      asked.push(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await work({ ...database, query: query.withPlugin(recorder) })
  return query.transaction().execute(async (transaction) => {
    if (kind === 'postgresql') await sql`set local enable_seqscan = off`.execute(transaction)
    const plans: unknown[] = []
    for (const node of asked) {
      const { sql: text, parameters } = query.getExecutor().compileQuery(node, createQueryId())
      const explain = kind === 'sqlite' ? 'explain query plan' : 'explain'
      const { rows } = await transaction.executeQuery(
        CompiledQuery.raw(`${explain} ${text}`, [...parameters]),
      )
      plans.push(...rows)
    }
    return JSON.stringify(plans)
  })
}
