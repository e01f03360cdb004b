// Nothing to call: linking this target is enough. See quiet.c.
#pragma once
