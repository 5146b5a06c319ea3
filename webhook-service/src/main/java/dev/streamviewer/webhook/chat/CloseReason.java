package dev.streamviewer.webhook.chat;

/** The reason for the end of a connection, a label of {@code sev_webhook_chat_reconnects_total}. */
enum CloseReason {
  /** The connection could not be opened, or no welcome came. */
  REFUSED,
  /** Twitch was silent for longer than promised. */
  SILENT,
  /** Twitch or the network closed the connection. */
  CLOSED
}
