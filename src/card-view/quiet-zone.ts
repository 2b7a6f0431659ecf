/** The quiet zone that ISO/IEC 18004 asks for around a QR symbol, in modules on each side. */
export const quietZone = 4
