import { messagesOf } from './messagesOf'

/** The areas of parts that are loaded on demand come with these parts. */
export default messagesOf(
  import.meta.glob(
    [
      './en/*.json',
      '!./en/{broadcast,channels,chatConsent,details,embedNotice,headlines,login,moderator,overlay,settings,shortcuts,sounds,state,subscriptions,timeline,tools,unknown,unlock}.json',
    ],
    {
      eager: true,
      import: 'default',
    },
  ),
)
