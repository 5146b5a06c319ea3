import { messagesOf } from './messagesOf'

export default messagesOf(import.meta.glob('./de/*.json', { eager: true, import: 'default' }))
