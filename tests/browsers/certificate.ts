import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Makes a certificate for `localhost` in a folder, good for two days, that no browser has reason to trust.
 * Gives the settings by which an issuer uses it.
 */
export function makeCertificate(folder: string): { TLS_CERT: string; TLS_KEY: string } {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
      ...['-out', certFile, '-keyout', keyFile],
    ],
    { stdio: 'ignore' },
  )
  return { TLS_CERT: certFile, TLS_KEY: keyFile }
}
