/**
 * The services as processes of their own, their network, and the load balancer in front of them.
 */
package dev.streamviewer.demo.chaos.fleet;
