/**
 * Imported before the issuer (`--import`): its process lives `CLOCK_AHEAD_MS` milliseconds ahead, and its
 * answers say so.
 */
import { ServerResponse } from 'node:http'

const ahead = Number(process.env['CLOCK_AHEAD_MS'])
const machine = Date
const now = () => machine.now() + ahead

globalThis.Date = new Proxy(machine, {
  construct: (target, given) => Reflect.construct(target, given.length === 0 ? [now()] : given),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

// Node itself writes the header by the machine's clock.
const { writeHead } = ServerResponse.prototype
ServerResponse.prototype.writeHead = function (this: ServerResponse, ...given: Parameters<typeof writeHead>) {
  this.setHeader('Date', new Date().toUTCString())
  return writeHead.apply(this, given)
} as typeof writeHead
