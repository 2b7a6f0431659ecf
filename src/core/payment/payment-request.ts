/**
 * Whether a payment is of a request by a public service: its id is the request's number (`DV-26-7K2M-Q9XD`);
 * that of any other is a UUID that the phone has made.
 */
export const isOfService = (requestId: string): boolean => requestId.startsWith('DV-')
