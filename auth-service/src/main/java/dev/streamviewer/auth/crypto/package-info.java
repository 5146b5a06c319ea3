/**
 * Keys that are derived from the client secret, the encryption of stored tokens, and random ids.
 */
package dev.streamviewer.auth.crypto;
