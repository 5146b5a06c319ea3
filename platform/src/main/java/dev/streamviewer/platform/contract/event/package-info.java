/** Stream events, their delivery and history, and the Pusher channels that carry them. */
package dev.streamviewer.platform.contract.event;
