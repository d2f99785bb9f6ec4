/**
 * What members are told: a row in the dashboard, a mail, a message to their devices, each as their preferences allow.
 * Not what customers are sent.
 */
package com.connectgain.shared.notifications;
