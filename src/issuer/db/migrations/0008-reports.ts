/** What the sender of a request to the office is shown of it again, in a form of its own kind (JSON). */
export const reports = ['alter table office_requests add column document text']
