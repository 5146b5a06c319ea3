/** The scopes that a viewer may grant, for chat and for the events of the own channel. */
package dev.streamviewer.auth.consent;
