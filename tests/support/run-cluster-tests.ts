/**
 * `npm run test:cluster`: three issuers on a primary and a standby, and behind HAProxy where there is one,
 * through every failure. How long and how often: `CLUSTER_ROUNDS`, `CLUSTER_CUT_SECONDS`,
 * `CLUSTER_SILENT_SECONDS`, `CLUSTER_WRITES`. The last line is "N passed, N failed".
 */
import { join } from 'node:path'
import { installPackages } from './browser/find-browser.ts'
import { findHaproxy } from './cluster/balancer.ts'
import { makeReportFolder, printSum, runVitest } from './count-tests.ts'

const reports = makeReportFolder('cluster')

if (findHaproxy() === undefined) installPackages(['haproxy'])
printSum([runVitest('several issuers', ['cluster'], join(reports, 'vitest.json'))])
