/** Tasks, projects and support issues through the local stack. */
package com.connectgain.work;
