import { readFileSync } from 'node:fs'
import { readPayees } from '../../../core/payment/payee.ts'
import { type BankConfig, Secret } from '../../config.ts'

const list = readPayees(readFileSync(new URL('../demo-payees.json', import.meta.url), 'utf8'))
const payee = list.ok ? list.value.payees[0] : undefined
if (payee === undefined) throw new Error('The demo has no payee')

/** DANGEROUS: signs what the demo's stand-in for the bank says, and everyone can. */
export const DANGEROUS_demoBankSecret = 'DANGEROUS vi-bhyt demo bank'

/** The account of a demo, at a bank that is none. */
export const demoBank: BankConfig = {
  provider: 'simple',
  webhookSecret: new Secret(DANGEROUS_demoBankSecret),
  bin: payee.bin,
  account: payee.account,
  payee: payee.name,
  bankName: payee.bankName,
}
