/** Social insurance, unemployment, work accident and occupational disease, health. */
export const insuranceKinds = ['bhxh', 'bhtn', 'tnld', 'bhyt'] as const

export type InsuranceKind = (typeof insuranceKinds)[number]
