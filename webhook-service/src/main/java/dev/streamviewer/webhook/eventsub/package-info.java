/**
 * EventSub messages and subscription types: headers, bodies, signatures, statuses, and the outcome
 * of a message.
 */
package dev.streamviewer.webhook.eventsub;
