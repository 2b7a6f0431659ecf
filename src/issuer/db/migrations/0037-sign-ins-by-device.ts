/**
 * Whether a device is still in the log of sign-ins, which is asked of each that is forgotten, by the sweep
 * and by the foreign key: without it everybody's log was gone through for each.
 */
export const signInsByDevice = { index: 'create index sign_ins_by_device on sign_ins (device_id)' }
