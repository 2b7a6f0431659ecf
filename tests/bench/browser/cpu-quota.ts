import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const period = 100_000

/**
 * Limits a process and all its later children to `share` of one processor, by a control group (Linux, root).
 * The throttling of the DevTools protocol slows only the page's main thread; this slows the worker and the
 * browser too. Undefined where control groups cannot be written.
 */
export function limitProcessor(processId: number, share: number): (() => void) | undefined {
  const name = `vi-bhyt-bench-${process.pid}`
  const [folder, file, text] = existsSync('/sys/fs/cgroup/cgroup.controllers')
    ? [join('/sys/fs/cgroup', name), 'cpu.max', `${share * period} ${period}`]
    : [join('/sys/fs/cgroup/cpu', name), 'cpu.cfs_quota_us', String(share * period)]
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, file), text)
    writeFileSync(join(folder, 'cgroup.procs'), String(processId))
  } catch {
    return undefined
  }
  return () => {
    try {
      rmdirSync(folder)
    } catch {
      // The processes in it have not all ended yet; an empty group is harmless.
    }
  }
}
