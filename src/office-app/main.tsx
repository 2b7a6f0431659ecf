import { render } from 'preact'
import '../ui/styles/base.css'
import { OfficePage } from './office-page.tsx'

const root = document.getElementById('app')
if (root) render(<OfficePage />, root)
