import { useEffect, useState } from 'preact/hooks'
import type { Ward } from '../../../core/address/address-table.ts'
import { findWard } from '../../addresses/find-ward.ts'

/** The ward of a code, as soon as the address book has been read; undefined for an unknown one, or without the book. */
export function useWard(wardCode: string | undefined): Ward | undefined {
  const [ward, setWard] = useState<Ward>()
  useEffect(() => {
    if (wardCode === undefined) return
    findWard(wardCode).then(setWard, () => {})
  }, [wardCode])
  return ward?.code === wardCode ? ward : undefined
}
