import { readFileSync } from 'node:fs'
import type { BranchView } from '../../core/api/registration-contract.ts'
import { AppError } from '../../core/app-error.ts'
import { readBranches } from '../../core/registration/branches.ts'
import type { Database } from '../db/open-database.ts'
import type { BranchRow } from '../db/schema.ts'

const file = new URL('../../../public/offices.json', import.meta.url)

/**
 * Brings the table in line with the file that the app offers. Offices that are no longer in it stay: files
 * refer to them.
 */
export async function updateBranches(
  database: Database,
  { specimens }: { specimens: boolean },
): Promise<void> {
  const offices = readBranches(readFileSync(file, 'utf8'), { specimens })
  if (!offices.ok) throw new AppError('unavailable')
  if (offices.value.length === 0) return
  await database.query
    .insertInto('offices')
    .values(
      offices.value.map(({ code, name, provinceCode, address }) => ({
        code,
        name,
        province_code: provinceCode,
        address: address ?? null,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('code').doUpdateSet((column) => ({
        name: column.ref('excluded.name'),
        province_code: column.ref('excluded.province_code'),
        address: column.ref('excluded.address'),
      })),
    )
    .execute()
}

/** An office as the API shows it. */
export function toBranchView({ code, name, address }: Omit<BranchRow, 'province_code'>): BranchView {
  return { code, name, ...(address !== null && { address }) }
}
