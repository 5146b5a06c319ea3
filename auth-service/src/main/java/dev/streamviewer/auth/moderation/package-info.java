/** The channels that viewers moderate. */
package dev.streamviewer.auth.moderation;
