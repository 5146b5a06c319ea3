/** Configuration of the gateway, and the public addresses derived from the configuration. */
package dev.streamviewer.gateway.config;
