/** The email of the approved declaration, which nobody has confirmed yet: offered to be confirmed, good for nothing else. */
export const declaredEmail = ['alter table accounts add column declared_email text']
