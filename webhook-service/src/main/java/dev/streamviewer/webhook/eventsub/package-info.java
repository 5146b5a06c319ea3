/**
 * EventSub messages and subscriptions: headers, bodies, signatures, types and statuses, and the
 * outcome of a message.
 */
package dev.streamviewer.webhook.eventsub;
