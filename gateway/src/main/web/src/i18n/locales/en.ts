import { messagesOf } from './messagesOf'

export default messagesOf(import.meta.glob('./en/*.json', { eager: true, import: 'default' }))
