/** Outcomes of messages: kept for a while in each process, for operators who ask afterwards. */
package dev.streamviewer.platform.outcome;
