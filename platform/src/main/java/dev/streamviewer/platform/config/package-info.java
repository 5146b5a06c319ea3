/**
 * Configuration: variables and their sources, secrets, and addresses that several services share.
 */
package dev.streamviewer.platform.config;
