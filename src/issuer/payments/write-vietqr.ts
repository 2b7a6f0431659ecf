import { QRPay } from 'vietnam-qr-pay'
import { AppError } from '../../core/app-error.ts'
import { findTransferFault, readVietQr, type VietQrTransfer } from '../../core/payment/vietqr.ts'

/**
 * The text of a VietQR code to an account. The library takes whatever it is given (`-5`, `1e3`, seventy
 * letters with marks) and makes a code with a right check sum of it; so what goes in is checked before, and
 * what comes out is read again by a reader that shares no code with it.
 *
 * @throws AppError `internal` for what cannot stand in a code of ours
 */
export function writeVietQr(transfer: VietQrTransfer): string {
  const { bin, account, amount, text } = transfer
  if (findTransferFault(transfer) !== undefined) throw new AppError('internal')
  const code = QRPay.initVietQR({
    bankBin: bin,
    bankNumber: account,
    ...(amount !== undefined && { amount: String(amount) }),
    ...(text !== undefined && { purpose: text }),
  }).build()
  const read = readVietQr(code)
  const isSame =
    read.ok &&
    read.value.bin === bin &&
    read.value.account === account &&
    read.value.amount === amount &&
    read.value.text === text
  if (!isSame) throw new AppError('internal')
  return code
}
