/** The ways to speak to a scanner directly. */
export const scannerKinds = ['hid', 'serial'] as const

export type ScannerKind = (typeof scannerKinds)[number]

/** Whether this browser has the way at all: Chrome and Edge on computers do. */
export const hasScanners = (kind: ScannerKind): boolean => kind in navigator
