/**
 * The normalised form of events, read from the bodies of EventSub, chat and WebSub by one tolerant
 * reader. {@link dev.streamviewer.webhook.fact.FactReaders} is the table of all types.
 */
package dev.streamviewer.webhook.fact;
